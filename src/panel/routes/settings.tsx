import { useState } from 'react'
import { useInstanceSettings } from '../api/instance.ts'
import { Loading, QueryView } from '../parts/notes.tsx'
import { Card, Page } from '../parts/page.tsx'
import { useInstance } from '../places.tsx'
import { EndInstance } from './settings/end-instance.tsx'
import { ExportImport } from './settings/export-import.tsx'
import { SettingsForm } from './settings/settings-form.tsx'
import { WorkerState } from './settings/worker-state.tsx'

export default function SettingsPage() {
  const query = useInstanceSettings(useInstance().id)
  const [imports, setImports] = useState(0)
  // After an import, the imported version is loaded and the form is filled anew. Otherwise the form would show the old values, and saving
  // them would undo the import.
  const afterImport = async () => {
    await query.refetch()
    setImports((count) => count + 1)
  }
  return (
    <Page
      title="Instance settings"
      description="Which web pages may call, which words are refused, how long pictures are kept. Changes are in force as soon as they are saved."
    >
      <QueryView query={query} loading={<Loading className="h-96" />}>
        {(first) => (
          <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
            <Card title="Settings">
              <SettingsForm key={imports} first={first} />
            </Card>
            <div className="grid grid-cols-1 gap-5">
              <Card title="State">
                <WorkerState instance={first.value} />
              </Card>
              <Card title="Export and import">
                <ExportImport onImported={afterImport} />
              </Card>
              <Card title="Switch off or delete">
                <EndInstance instance={first.value} />
              </Card>
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  )
}
