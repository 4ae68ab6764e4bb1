type Props = { art: string; className?: string; priority?: boolean }

/** The product's picture, drawn for this shop; the name beside it says what it is. */
export function ProductArt({ art, className = '', priority = false }: Props) {
  return (
    <picture className={`block overflow-hidden ${className}`}>
      <img
        src={`/art/${art}.svg`}
        alt=""
        width="800"
        height="600"
        className="size-full object-cover"
        loading={priority ? 'eager' : 'lazy'}
        fetchPriority={priority ? 'high' : undefined}
        decoding="async"
      />
    </picture>
  )
}
