export function versionOfTree(): string
