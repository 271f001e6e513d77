import { DownloadSimpleIcon, UploadSimpleIcon } from '@phosphor-icons/react'
import { useRef, useState } from 'react'
import type { components } from '../../../../generated/config/types.ts'
import { config, configApi } from '../../api/config.ts'
import { INSTANCE_CHANGES } from '../../api/instance.ts'
import { useAfter } from '../../parts/after.ts'
import { Difference } from '../../parts/difference.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { May, useWhyNot } from '../../parts/may.tsx'
import { counted } from '../../parts/format.tsx'
import { ErrorNote } from '../../parts/notes.tsx'
import { saveFile } from '../../parts/save-file.ts'
import { useInstance } from '../../places.tsx'
import { Button, Checkbox } from '../../ui.ts'

type Schemas = components['schemas']
type ConfigurationFile = Schemas['InstanceExport']

const IMPORT = '/instances/{instance_id}/import'

/**
 * Exports the configuration as a file. For an import, shows the differences before anything is applied. `onImported` is called after an
 * import.
 */
export function ExportImport({ onImported }: { onImported: () => Promise<void> }) {
  const instance = useInstance()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [file, setFile] = useState<{ name: string; content: ConfigurationFile } | null>(null)
  const params = { path: { instance_id: instance.id } }
  const attempt = async (work: () => Promise<void>) => {
    setError(null)
    setIsBusy(true)
    try {
      await work()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setIsBusy(false)
    }
  }
  const exportNow = () =>
    attempt(async () => {
      const { data, error } = await configApi.GET('/instances/{instance_id}/export', { params })
      if (data === undefined) throw error
      saveFile(`${instance.slug}.json`, 'application/json', JSON.stringify(data, null, 2))
    })
  const choose = (chosen: File | undefined) =>
    attempt(async () => {
      if (chosen === undefined) return
      const text = await chosen.text()
      try {
        setFile({ name: chosen.name, content: JSON.parse(text) as ConfigurationFile })
      } catch {
        throw new Error(`${chosen.name} is not JSON. Take a file that “Export” has made.`)
      }
    })
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="text-ink-muted">
        Settings, projects, limits, models and webhooks in one file, without secrets. Bring it to another instance, or keep it and go back.
      </p>
      <div className="flex flex-wrap gap-2">
        <May needs="developer" scope="read">
          {(disabled) => (
            <Button icon={DownloadSimpleIcon} disabled={disabled} loading={isBusy} onClick={() => void exportNow()}>
              Export
            </Button>
          )}
        </May>
        <May needs="admin">
          {(disabled) => (
            <Button icon={UploadSimpleIcon} disabled={disabled} onClick={() => input.current?.click()}>
              Import a file…
            </Button>
          )}
        </May>
        <input
          ref={input}
          disabled={useWhyNot('admin') !== null}
          type="file"
          accept="application/json,.json"
          aria-label="File to import"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            void choose(event.target.files?.[0])
            event.target.value = ''
          }}
        />
      </div>
      {error !== null && <ErrorNote error={error} />}
      {file !== null && <ImportDrawer file={file} onImported={onImported} onClose={() => setFile(null)} />}
    </div>
  )
}

type Part = Schemas['ImportPart']
const PARTS: Record<Part, string> = {
  name: 'Take the name, too',
  addresses: 'Take the addresses of picture links and of a dedicated Worker, too',
  webhooks: 'Switch webhooks on that are on in the file',
}
const SEPARATED_BY_COMMAS = { querySerializer: { array: { style: 'form', explode: false } } } as const

interface ImportDrawerProps {
  file: { name: string; content: ConfigurationFile }
  onImported: () => Promise<void>
  onClose: () => void
}

function ImportDrawer({ file, onImported, onClose }: ImportDrawerProps) {
  const instance = useInstance()
  const path = { instance_id: instance.id }
  const [include, setInclude] = useState<Part[]>([])
  // A dry run changes nothing, so it is a query and not a mutation.
  const preview = config.useQuery(
    'post',
    IMPORT,
    { params: { path, query: { dry_run: true, include } }, body: file.content, ...SEPARATED_BY_COMMAS },
    {
      staleTime: 0,
      gcTime: 0,
      retry: false,
      refetchOnWindowFocus: false,
      placeholderData: (before: Schemas['ImportResult'] | undefined) => before,
    },
  )
  const apply = config.useMutation(
    'post',
    IMPORT,
    useAfter({
      done: 'Imported',
      invalidates: [
        ...INSTANCE_CHANGES,
        '/instances/{instance_id}/limits',
        '/instances/{instance_id}/models',
        '/instances/{instance_id}/webhooks',
      ],
    }),
  )
  const changes = preview.data?.changes ?? []
  const parts = [...new Set([...include, ...(preview.data?.warnings ?? []).map((warning) => warning.include)])].sort()
  return (
    <Drawer
      open
      width="wide"
      onClose={onClose}
      title="What would change"
      subtitle={file.name}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={changes.length === 0}
            loading={apply.isPending}
            onClick={() =>
              void apply
                .mutateAsync({ params: { path, query: { include } }, body: file.content, ...SEPARATED_BY_COMMAS })
                .then(onImported)
                .then(onClose)
                // `ErrorNote` in this drawer shows the error.
                .catch(() => null)
            }
          >
            {changes.length === 0 ? 'Nothing to apply' : `Apply ${counted(changes.length, 'change')}`}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-4">
        {apply.error !== null && <ErrorNote error={apply.error} />}
        {preview.error !== null && <ErrorNote error={preview.error} />}
        {preview.isPending && <p role="status">Comparing…</p>}
        {parts.length > 0 && (
          <fieldset className="grid grid-cols-1 gap-2 rounded-card bg-warn-tint p-4">
            <legend className="float-left mb-1 font-medium">Left out, because two instances would act as one</legend>
            {parts.map((part) => (
              <Checkbox
                key={part}
                label={PARTS[part]}
                checked={include.includes(part)}
                onCheckedChange={(checked) => setInclude(checked ? [...include, part] : include.filter((each) => each !== part))}
              />
            ))}
          </fieldset>
        )}
        {preview.data !== undefined &&
          (changes.length === 0 ? (
            <p role="status">Nothing: the instance is already as the file says.</p>
          ) : (
            <>
              <p className="text-ink-muted">
                All of it is applied, or on any fault none. Projects and webhooks that the file does not name stay; credentials are set by
                hand.
              </p>
              <Difference
                before={Object.fromEntries(changes.map(({ path, before }) => [path.slice(1).replaceAll('/', ' › '), before]))}
                after={Object.fromEntries(changes.map(({ path, after }) => [path.slice(1).replaceAll('/', ' › '), after]))}
              />
            </>
          ))}
      </div>
    </Drawer>
  )
}
