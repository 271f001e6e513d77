import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import { configApi } from '../api/config.ts'
import { problemOf } from '../api/problem.ts'
import { reloadAt, sessionState } from '../api/session-state.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Form, SecretField, TextField } from '../parts/form.tsx'
import { Button } from '../ui.ts'
import { Gate } from '../shell/gate.tsx'

interface Values {
  setup_token: string
  organization: { name: string; slug: string }
  admin: { name: string; email: string }
}

/**
 * The error that is shown if the API responds with 404. This status does not say whether the token is wrong or the platform is set up
 * already.
 */
const NOT_FOUND = {
  pointer: '/body/setup_token',
  message: 'This is not the token of this deployment, or somebody has set the platform up in the meantime.',
}

/** The first page of a new platform. Makes the first organization and its admin, and signs the admin in. */
export default function SetUpPage() {
  const [key, setKey] = useState<string | null>(null)
  useEffect(() => {
    document.title = 'Set up · Multi-Agent System'
    if (sessionState().kind !== 'setup' && key === null) reloadAt('/admin/')
  }, [key])
  return key === null ? <SetUpForm onMade={setKey} /> : <FirstKey secret={key} />
}

function SetUpForm({ onMade }: { onMade: (secret: string) => void }) {
  const form = useForm<Values>({ defaultValues: { setup_token: '', organization: { name: '', slug: '' }, admin: { name: '', email: '' } } })
  const setUp = async ({ organization, ...values }: Values) => {
    const slug = organization.slug === '' ? slugOf(organization.name) : organization.slug
    // In .dev.vars the token is in quotation marks. Users easily copy the marks with the token, so this line removes the marks.
    const token = values.setup_token.trim().replace(/^(['"])(.*)\1$/, '$2')
    const { data, error } = await configApi.POST('/setup', {
      body: { ...values, setup_token: token, organization: { ...organization, slug } },
    })
    if (error !== undefined) throw problemOf(error)?.code === 'not_found' ? { ...error, errors: [NOT_FOUND] } : error
    onMade(data.secret)
  }
  return (
    <Gate title="Set the platform up" description="This makes your organization and its first admin: you.">
      <Form form={form} onSubmit={setUp} submit="Set up">
        <SecretField
          name="setup_token"
          label="Set-up token"
          description="The deployment's secret SETUP_TOKEN; locally it is in the file .dev.vars."
          required
        />
        <TextField name="organization.name" label="Organization" placeholder="Acme" required />
        <TextField name="admin.name" label="Your name" autoComplete="name" required />
        <TextField name="admin.email" label="Your e-mail address" autoComplete="email" required />
      </Form>
    </Gate>
  )
}

function FirstKey({ secret }: { secret: string }) {
  const [isBusy, setIsBusy] = useState(false)
  const signIn = async () => {
    setIsBusy(true)
    // If the sign-in fails, the next page asks for the key.
    await configApi.POST('/sessions', { body: { key: secret } }).catch(() => null)
    reloadAt('/admin/')
  }
  return (
    <Gate title="Keep your key" description="It is shown only this once. Sign in with it here, or use it with the API.">
      <div className="flex items-center gap-2 rounded-control border border-edge bg-well px-3 py-2">
        <code className="min-w-0 flex-1 font-mono text-small break-all">{secret}</code>
        <CopyButton text={secret} label="Copy the key" />
      </div>
      <div className="mt-6 flex justify-end">
        <Button variant="primary" loading={isBusy} onClick={() => void signIn()}>
          I have stored it
        </Button>
      </div>
    </Gate>
  )
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40) || 'organization'
