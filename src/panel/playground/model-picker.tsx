import { CaretRightIcon, PlusIcon, XIcon } from '@phosphor-icons/react'
import { type ReactNode, useState } from 'react'
import { counted, day } from '../parts/format.tsx'
import { PageLink } from '../parts/page-link.tsx'
import { sayPrice } from '../parts/price.ts'
import { isShutDown } from '../parts/shut-down.ts'
import { reaches, useRole } from '../places.tsx'
import { Button, cn, Input, Popover } from '../ui.ts'
import { capabilitiesFor, type Model, type Operation } from './capabilities.ts'

interface ModelPickerProps {
  models: Model[]
  operation: Operation
  chosen: Model[]
  most: number
  onChange: (ids: string[]) => void
}

/** Lets the user choose one to four models. */
export function ModelPicker({ models, operation, chosen, most, onChange }: ModelPickerProps) {
  const [open, setOpen] = useState(false)
  const ids = chosen.map(({ id }) => id)
  return (
    <div>
      <p id="models-label" className="mb-1.5 font-medium">
        {chosen.length > 1 ? 'Models, side by side' : 'Model'}
      </p>
      <ul aria-labelledby="models-label" className="flex flex-wrap gap-2">
        {chosen.map((model) => (
          <li
            key={model.id}
            className="flex max-w-full items-center gap-1 rounded-full border border-edge bg-surface py-1 ps-3 pe-1 shadow-card"
          >
            <span className="min-w-0 truncate" title={model.description}>
              {model.name}
            </span>
            <Button
              size="xs"
              variant="ghost"
              shape="circle"
              icon={XIcon}
              aria-label={`Remove ${model.name}`}
              disabled={chosen.length === 1}
              onClick={() => onChange(ids.filter((id) => id !== model.id))}
            />
          </li>
        ))}
        <li>
          <Popover open={open} onOpenChange={setOpen}>
            <Popover.Trigger
              render={
                <Button size="sm" icon={PlusIcon} className="rounded-full">
                  {chosen.length === 1 ? 'Change or compare' : 'Compare'}
                </Button>
              }
            />
            <Popover.Content className="w-96 max-w-[calc(100vw-2rem)] p-2" align="start">
              <Popover.Title className="sr-only">Choose models</Popover.Title>
              <Choices
                able={models.filter((model) => capabilitiesFor(model, operation) !== null)}
                ids={ids}
                isFull={ids.length >= most}
                onChange={onChange}
              />
            </Popover.Content>
          </Popover>
        </li>
      </ul>
    </div>
  )
}

interface ChoicesProps {
  able: Model[]
  ids: string[]
  isFull: boolean
  onChange: (ids: string[]) => void
}

/** Shows the models that can be used and, in two folded groups, those that are not connected and those that are shut down. */
function Choices({ able, ids, isFull, onChange }: ChoicesProps) {
  const [text, setText] = useState('')
  const isAdmin = reaches(useRole(), 'admin')
  const sought = text.trim().toLowerCase()
  const found = able.filter(({ id, name, provider }) => `${id} ${name} ${provider}`.toLowerCase().includes(sought))
  const shutDown = found.filter((model) => isShutDown(model.shutdown_date))
  const usable = found.filter((model) => model.ready && !isShutDown(model.shutdown_date))
  const unconnected = found.filter((model) => !model.ready && !isShutDown(model.shutdown_date))
  const providers = new Set(unconnected.map(({ provider }) => provider)).size
  return (
    <>
      <Input
        aria-label="Find a model"
        placeholder="Find a model"
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="mb-2 w-full"
      />
      <p className="mb-2 px-2 text-micro text-ink-muted">A click on a name takes that model alone; ticked boxes compare models.</p>
      <div className="max-h-[min(26rem,calc(var(--available-height,50dvh)-5rem))] overflow-y-auto">
        {usable.length > 0 && (
          <ul aria-label="Models">
            {usable.map((model) => (
              <li key={model.id}>
                <Row
                  model={model}
                  isChosen={ids.includes(model.id)}
                  isFull={isFull}
                  onOnly={() => onChange([model.id])}
                  onToggle={() => onChange(ids.includes(model.id) ? ids.filter((id) => id !== model.id) : [...ids, model.id])}
                />
              </li>
            ))}
          </ul>
        )}
        {found.length === 0 && <p className="px-2 py-4 text-center text-ink-muted">No model with this name can do this.</p>}
        <Fold
          title={`${counted(unconnected.length, 'model')} of ${counted(providers, 'provider')} not connected`}
          models={unconnected}
          isSought={sought !== ''}
          action={
            isAdmin && (
              <PageLink page="providers" className="text-accent-link shrink-0 px-2 text-small font-medium">
                Connect
              </PageLink>
            )
          }
        />
        <Fold title={`${counted(shutDown.length, 'model')} shut down`} models={shutDown} isSought={sought !== ''} />
      </div>
    </>
  )
}

/** Shows models that cannot be chosen. They are folded, unless the user searches. */
function Fold({ title, models, isSought, action }: { title: string; models: Model[]; isSought: boolean; action?: ReactNode }) {
  const [isOpen, setIsOpen] = useState(false)
  if (models.length === 0) return null
  const isShown = isOpen || isSought
  return (
    <section className="mt-1 border-t border-edge pt-1">
      <div className="flex items-center justify-between">
        <button
          type="button"
          aria-expanded={isShown}
          onClick={() => setIsOpen(!isOpen)}
          className="flex min-w-0 flex-1 items-center gap-1.5 rounded-control px-2 py-1.5 text-left text-small text-ink-muted hover:text-ink"
        >
          <CaretRightIcon className={cn('size-3.5 shrink-0 transition-transform', isShown && 'rotate-90')} />
          {title}
        </button>
        {action}
      </div>
      {isShown && (
        <ul aria-label={title} className="pb-1">
          {models.map((model) => (
            <li key={model.id} className="py-1 ps-8 pe-2">
              <span className="block truncate">{model.name}</span>
              <span className="block truncate text-micro text-ink-muted">
                {isShutDown(model.shutdown_date) ? sayShutDown(model) : `${model.provider} · ${sayPrice(model.price)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const sayShutDown = ({ provider, shutdown_date: date, successor }: Model): string =>
  `${provider} · shut down on ${day(date!)}${successor === null ? '' : `; ${successor} replaces it`}`

interface RowProps {
  model: Model
  isChosen: boolean
  isFull: boolean
  onOnly: () => void
  onToggle: () => void
}

function Row({ model, isChosen, isFull, onOnly, onToggle }: RowProps) {
  return (
    <div className={cn('flex items-center gap-2 rounded-control px-2 py-1.5 hover:bg-hover', isChosen && 'bg-accent-tint')}>
      <input
        type="checkbox"
        aria-label={`Compare ${model.name}`}
        checked={isChosen}
        disabled={isFull && !isChosen}
        onChange={onToggle}
        className="size-4 shrink-0 accent-accent-solid"
      />
      <button type="button" onClick={onOnly} className="min-w-0 flex-1 text-left">
        <span className="block truncate font-medium">{model.name}</span>
        <span className="block truncate text-micro text-ink-muted">
          {model.provider} · {sayPrice(model.price)}
        </span>
        {model.shutdown_date !== null && <span className="block text-micro text-warn">ends on {day(model.shutdown_date)}</span>}
      </button>
    </div>
  )
}
