'use client'

import { type ReactNode, useRef, useState } from 'react'

type Props = { src: string; alt: string; children: ReactNode }

/** The picture beside its controls: with scripts it follows them while they move. */
export function LivePicture({ src, alt, children }: Props) {
  const [shown, setShown] = useState(src)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const follow = (form: HTMLFormElement) => {
    clearTimeout(waiting.current)
    waiting.current = setTimeout(() => {
      const { picture, ...controls } = Object.fromEntries(
        [...new FormData(form)].flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value]] : [],
        ),
      )
      setShown(`/api/pictures/${picture}?${new URLSearchParams(controls)}`)
    }, 60)
  }
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="self-start overflow-hidden rounded-lg bg-surface">
        <picture>
          <img src={shown} alt={alt} width="800" height="600" className="aspect-4/3 w-full object-cover" />
        </picture>
      </div>
      <form
        method="get"
        className="grid content-start gap-6"
        onChange={({ currentTarget }) => follow(currentTarget)}
      >
        {children}
      </form>
    </div>
  )
}
