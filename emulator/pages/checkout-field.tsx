/** @jsxImportSource hono/jsx */
interface TextFieldProps {
  name: string
  label: string
  value: string
  autocomplete: string
  error: string | null
  type?: string
  inputmode?: 'numeric'
  placeholder?: string
  readonly?: boolean
}

export function TextField({ name, label, error, type = 'text', readonly = false, ...rest }: TextFieldProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        readonly={readonly}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${name}-error` : undefined}
        {...rest}
      />
      {error && (
        <p class="error" id={`${name}-error`}>
          {error}
        </p>
      )}
    </div>
  )
}
