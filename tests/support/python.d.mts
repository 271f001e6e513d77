export function pythonWith(name: string, requirements: string): { program: string; packages: string }
