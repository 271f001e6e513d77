// Only this file imports components from the component library. All other files import them from here, so that a component can be replaced
// in one place.
export { Badge } from '@cloudflare/kumo/components/badge'
export { Button } from '@cloudflare/kumo/components/button'
export { Checkbox } from '@cloudflare/kumo/components/checkbox'
export { Combobox } from '@cloudflare/kumo/components/combobox'
export { CommandPalette } from '@cloudflare/kumo/components/command-palette'
export { Dialog } from '@cloudflare/kumo/components/dialog'
export { DropdownMenu } from '@cloudflare/kumo/components/dropdown'
export { Input, InputArea } from '@cloudflare/kumo/components/input'
export { Loader } from '@cloudflare/kumo/components/loader'
export { Meter } from '@cloudflare/kumo/components/meter'
export { Popover } from '@cloudflare/kumo/components/popover'
export { Select } from '@cloudflare/kumo/components/select'
export { Switch } from '@cloudflare/kumo/components/switch'
export { Tabs } from '@cloudflare/kumo/components/tabs'
export { createKumoToastManager, Toasty } from '@cloudflare/kumo/components/toast'
export { Tooltip, TooltipProvider } from '@cloudflare/kumo/components/tooltip'
export { CSPProvider } from '@cloudflare/kumo/primitives/csp-provider'
export { Dialog as DialogPrimitive } from '@cloudflare/kumo/primitives/dialog'
// Can disable all fields inside of it. An HTML element `<fieldset>` would not disable the library's checkboxes, because they are not
// `<input>` elements.
export { Fieldset } from '@cloudflare/kumo/primitives/fieldset'
export { Slider } from '@cloudflare/kumo/primitives/slider'
// If classes exclude each other, `cn` keeps only the last one. It mistakes our text sizes (`text-micro`) for colours, so it removes a
// size that is followed by a colour. So never pass a text size and a colour to `cn` together.
export { cn } from '@cloudflare/kumo/utils'
