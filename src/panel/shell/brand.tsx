/** The product's logo, as in the favicon: a picture of a morning. */
function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={className}>
      <rect width="32" height="32" rx="8" fill="#17324d" />
      <circle cx="22" cy="10" r="4" fill="#ffd27a" />
      <path d="M3 25 12 12l6 8 4-5 7 10z" fill="#8fc1e3" />
    </svg>
  )
}

export function Brand() {
  return (
    <div className="flex items-center gap-2.5 px-2">
      <Mark className="size-7" />
      <span className="text-lead font-semibold tracking-tight">Multi-Agent</span>
    </div>
  )
}
