'use client'

import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

export type PollProps = { url: string; stillWaiting: string }

type Status = { state: string; href: string | null }

const SOON_MS = 400
const EVERY_MS = 1_500
const SOON_TIMES = 10
const LONG_WAIT = 18

async function readStatus(url: string, signal: AbortSignal): Promise<Status> {
  const response = await fetch(url, { signal, cache: 'no-store' })
  if (!response.ok) throw new Error(`status answered ${response.status}`)
  return response.json()
}

function Asking({ url, stillWaiting }: PollProps) {
  const { data, dataUpdatedAt } = useQuery({
    queryKey: [url],
    queryFn: ({ signal }) => readStatus(url, signal),
    refetchInterval: ({ state }) => (state.dataUpdateCount < SOON_TIMES ? SOON_MS : EVERY_MS),
    staleTime: 0,
  })
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    if (dataUpdatedAt > 0) setAsked((count) => count + 1)
  }, [dataUpdatedAt])
  useEffect(() => {
    if (data?.href) window.location.replace(data.href)
  }, [data?.href])
  return asked > LONG_WAIT ? stillWaiting : null
}

/** Asks for the status again and again, and goes where it says. */
export function StatusPoller(props: PollProps) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Asking {...props} />
    </QueryClientProvider>
  )
}
