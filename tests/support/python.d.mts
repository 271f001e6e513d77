export function pythonWith(name: string, requirements: string): { program: string; packages: string }
export function virtualEnvironment(name: string, packages: string[]): string
