/** What every form about a draft sends: which one, and the revision its page was made from. */
export function DraftFields({
  locale,
  funnel,
  version,
  revision,
}: {
  locale: string
  funnel: string
  version: string
  revision: number
}) {
  return (
    <>
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="funnel" value={funnel} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="revision" value={revision} />
    </>
  )
}
