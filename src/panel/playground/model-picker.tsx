import { PlusIcon, XIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { Button, cn, Input, Popover } from '../ui.ts'
import { sayPrice } from '../parts/price.ts'
import { capabilitiesFor, type Model, type Operation } from './capabilities.ts'

interface ModelPickerProps {
  models: Model[]
  operation: Operation
  chosen: Model[]
  most: number
  onChange: (ids: string[]) => void
}

/** Lets the user choose one to four models. A model that cannot be chosen shows the reason. */
export function ModelPicker({ models, operation, chosen, most, onChange }: ModelPickerProps) {
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const ids = chosen.map(({ id }) => id)
  const able = models.filter((model) => capabilitiesFor(model, operation) !== null)
  const found = able.filter(({ id, name, provider }) => `${id} ${name} ${provider}`.toLowerCase().includes(words.trim().toLowerCase()))
  const shown = [...found.filter(({ ready }) => ready), ...found.filter(({ ready }) => !ready)]
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
          <Popover
            open={open}
            onOpenChange={(next) => {
              setOpen(next)
              setWords('')
            }}
          >
            <Popover.Trigger
              render={
                <Button size="sm" icon={PlusIcon} className="rounded-full">
                  {chosen.length === 1 ? 'Change or compare' : 'Compare'}
                </Button>
              }
            />
            <Popover.Content className="w-88 max-w-[calc(100vw-2rem)] p-2" align="start">
              <Popover.Title className="sr-only">Choose models</Popover.Title>
              <Input
                aria-label="Find a model"
                placeholder="Find a model"
                value={words}
                onChange={(event) => setWords(event.target.value)}
                className="mb-2 w-full"
              />
              <ul aria-label="Models" className="max-h-80 overflow-y-auto">
                {shown.map((model) => (
                  <li key={model.id}>
                    <Row
                      model={model}
                      isChosen={ids.includes(model.id)}
                      isFull={ids.length >= most}
                      onOnly={() => onChange([model.id])}
                      onToggle={() => onChange(ids.includes(model.id) ? ids.filter((id) => id !== model.id) : [...ids, model.id])}
                    />
                  </li>
                ))}
              </ul>
              {shown.length === 0 && <p className="px-2 py-4 text-center text-ink-muted">No model with this name can do this.</p>}
            </Popover.Content>
          </Popover>
        </li>
      </ul>
    </div>
  )
}

function Row({
  model,
  isChosen,
  isFull,
  onOnly,
  onToggle,
}: {
  model: Model
  isChosen: boolean
  isFull: boolean
  onOnly: () => void
  onToggle: () => void
}) {
  const isOff = !model.ready
  return (
    <div className={cn('flex items-center gap-2 rounded-control px-2 py-1.5', isOff ? 'opacity-75' : 'hover:bg-hover')}>
      <input
        type="checkbox"
        aria-label={`Compare ${model.name}`}
        checked={isChosen}
        disabled={isOff || (isFull && !isChosen)}
        onChange={onToggle}
        className="size-4 shrink-0 accent-accent-solid"
      />
      <button type="button" disabled={isOff} onClick={onOnly} className="min-w-0 flex-1 text-left disabled:cursor-not-allowed">
        <span className={cn('block truncate font-medium', isOff && 'text-ink-muted')}>{model.name}</span>
        <span className="block truncate text-micro text-ink-muted">
          {isOff ? `${model.provider} is not connected in this instance` : `${model.provider} · ${sayPrice(model.price)}`}
        </span>
      </button>
    </div>
  )
}
