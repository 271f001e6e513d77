import { DiceFiveIcon } from '@phosphor-icons/react'
import type { ReactNode } from 'react'
import { words } from '../parts/format.tsx'
import { Button, Input, InputArea, Select, Switch } from '../ui.ts'
import { type Draft, type FormShape, sizeFault } from './capabilities.ts'

interface FieldsProps {
  draft: Draft
  shape: FormShape
  onChange: (change: Partial<Draft>) => void
}

const SHAPES = ['1:1', '4:3', '3:2', '16:9', '3:4', '2:3', '9:16']
const ANY = 'any'
const OWN = 'own'

/** All fields except the pictures. Only fields that the chosen models support are shown. */
export function Fields({ draft, shape, onChange }: FieldsProps) {
  const has = (parameter: string) => shape.parameters.has(parameter)
  const numeric = (
    name: 'seed' | 'strength' | 'guidance' | 'steps' | 'compression',
    label: string,
    range: { min: number; max: number; step?: number },
  ) =>
    has(name) && (
      <Input
        className="w-full min-w-0"
        label={label}
        type="number"
        inputMode="decimal"
        placeholder="Model's own"
        {...range}
        value={draft[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    )
  return (
    <>
      <SizeFields draft={draft} shape={shape} onChange={onChange} />
      <Pair>
        {shape.maxImages > 1 && (
          <Input
            className="w-full min-w-0"
            label="How many"
            type="number"
            min={1}
            max={shape.maxImages}
            value={draft.n}
            onChange={(event) => onChange({ n: Math.max(1, Math.min(shape.maxImages, Math.trunc(Number(event.target.value)) || 1)) })}
          />
        )}
        {has('seed') && (
          <div className="flex items-end gap-1.5">
            <div className="min-w-0 flex-1">{numeric('seed', 'Seed', { min: 0, max: 2_147_483_647, step: 1 })}</div>
            <Button
              type="button"
              shape="square"
              icon={DiceFiveIcon}
              aria-label="Draw a seed"
              onClick={() => onChange({ seed: String(crypto.getRandomValues(new Uint32Array(1))[0]! % 2_147_483_648) })}
            />
          </div>
        )}
        <Choice label="Quality" value={draft.quality} options={shape.qualities} onChange={(quality) => onChange({ quality })} />
        <Choice label="Style" value={draft.style} options={shape.styles} onChange={(style) => onChange({ style })} />
      </Pair>
      {has('negative_prompt') && (
        <InputArea
          label="What to avoid"
          rows={2}
          value={draft.negativePrompt}
          onChange={(event) => onChange({ negativePrompt: event.target.value })}
        />
      )}
      <details className="group rounded-control border border-edge bg-surface">
        <summary className="cursor-pointer rounded-control px-3 py-2 font-medium text-ink-muted hover:text-ink">More settings</summary>
        <div className="grid grid-cols-1 gap-4 px-3 pt-1 pb-4">
          <Pair>
            <Choice label="File" value={draft.format} options={shape.formats} onChange={(format) => onChange({ format })} />
            <Choice
              label="Background"
              value={draft.background}
              options={shape.backgrounds.filter((background) => background !== 'auto')}
              onChange={(background) => onChange({ background })}
            />
            {numeric('compression', 'File quality, 0 to 100', { min: 0, max: 100, step: 1 })}
            {numeric('strength', 'Strength, 0 to 1', { min: 0, max: 1, step: 0.05 })}
            {numeric('guidance', 'Guidance', { min: 0, max: 30, step: 0.5 })}
            {numeric('steps', 'Steps', { min: 1, max: 200, step: 1 })}
            <Input
              className="w-full min-w-0"
              label="At most, in dollars"
              type="number"
              min={0}
              step={0.01}
              placeholder="No limit"
              value={draft.maxCost}
              onChange={(event) => onChange({ maxCost: event.target.value })}
            />
          </Pair>
          {has('enhance_prompt') && (
            <Switch
              label="Let the model rewrite the prompt"
              checked={draft.enhancePrompt}
              onCheckedChange={(enhancePrompt) => onChange({ enhancePrompt })}
            />
          )}
          {shape.previews && (
            <Switch label="Show previews" checked={draft.previews} onCheckedChange={(previews) => onChange({ previews })} />
          )}
          <Switch
            label="Change what a model cannot do, and say so"
            checked={draft.adapt}
            onCheckedChange={(adapt) => onChange({ adapt })}
          />
        </div>
      </details>
    </>
  )
}

function Pair({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 items-end gap-3 empty:hidden *:min-w-0">{children}</div>
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string
  options: string[]
  onChange: (value: string) => void
}) {
  if (options.length === 0) return null
  return (
    <Select<string>
      className="w-full"
      label={label}
      items={{ [OWN]: "Model's own", ...Object.fromEntries(options.map((option) => [option, words(option)])) }}
      value={options.includes(value) ? value : OWN}
      onValueChange={(chosen) => onChange(chosen === null || chosen === OWN ? '' : chosen)}
    />
  )
}

function SizeFields({ draft, shape, onChange }: FieldsProps) {
  const { size } = shape
  const ratio = (ratios: string[]) => (
    <Select<string>
      className="w-full"
      label="Shape"
      items={{ [ANY]: "Model's own", ...Object.fromEntries(ratios.map((each) => [each, each])) }}
      value={draft.aspectRatio === '' ? ANY : draft.aspectRatio}
      onValueChange={(chosen) => onChange({ aspectRatio: chosen === null || chosen === ANY ? '' : chosen, size: '' })}
    />
  )
  switch (size.kind) {
    case 'input':
      return null
    case 'shapes':
      return ratio(SHAPES)
    case 'ratio':
      return (
        <Pair>
          {ratio(size.ratios)}
          <Choice
            label="Resolution"
            value={draft.resolution}
            options={size.resolutions}
            onChange={(resolution) => onChange({ resolution })}
          />
        </Pair>
      )
    case 'list':
      return (
        <Choice label="Size" value={draft.size} options={size.sizes} onChange={(chosen) => onChange({ size: chosen, aspectRatio: '' })} />
      )
    case 'free': {
      const fault = sizeFault(draft, shape)
      return (
        <div className="grid grid-cols-2 items-start gap-3 *:min-w-0">
          {ratio(SHAPES)}
          <Input
            className="w-full min-w-0"
            label="or pixels"
            placeholder="1024x1024"
            value={draft.size}
            title={`Multiples of ${size.multiple_of}, from ${size.min_edge} to ${size.max_edge}`}
            onChange={(event) => onChange({ size: event.target.value.replaceAll(/[×\s]+/g, 'x').toLowerCase(), aspectRatio: '' })}
            {...(fault === null ? {} : { error: fault })}
          />
        </div>
      )
    }
  }
}
