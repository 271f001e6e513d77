// The static files of a deployment: the panel, the guide, the API explorer's script.

/** Requests a static file. Returns an empty 404 if the deployment has no static files, because then it has no ASSETS binding either. */
export async function assetOf(assets: Fetcher | undefined, request: Request | URL): Promise<Response> {
  return assets?.fetch(request) ?? new Response(null, { status: 404 })
}

/** The response if a part of the platform that consists of files, such as the panel, is not in this deployment. */
export function notDeployed(part: string, build: string): Response {
  const text = `${part} is not in this deployment. Build it with \`${build}\`, then deploy again. The API works without it.\n`
  return new Response(text, {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
  })
}
