import type { Description } from './description'
import { ERROR_CODES } from './error-codes'
import { operationOf } from './operations'
import { type Exchange, parsed } from './recorder'
import { isSchema } from './strict-schema'

export interface Verdict {
  operation: string | null
  problems: string[]
}

/** Compares one exchange with the description; without one only the form of errors is checked. */
export function judge(exchange: Exchange, description: Description | null): Verdict {
  const operation = operationOf(exchange.method, exchange.path)
  if (exchange.status >= 400) return { operation, problems: errorProblems(exchange) }
  if (!operation) return { operation, problems: ['answers though it is no operation of the API'] }
  if (!description) return { operation, problems: [] }
  const described = description.find(operation)
  if (!described) return { operation, problems: ['is not described'] }
  const problems = exchange.query
    .filter((name) => described.query && !described.query.includes(name))
    .map((name) => `query: ${name} is no parameter`)
  if (described.body && exchange.sent !== undefined) {
    const found = description.problems(exchange.sent, described.body, 'request')
    problems.push(...found.map((problem) => `request: ${problem}`))
  }
  const answer = described.answer(exchange.status)
  if (answer === null) problems.push(`status ${exchange.status} is not described`)
  else if (exchange.contentType === 'application/pdf') problems.push(...pdfProblems(exchange.received))
  else if (answer === undefined) {
    if (exchange.received !== '') problems.push('the body is to be empty')
  } else problems.push(...description.problems(parsed(exchange.received), answer, 'response'))
  return { operation, problems }
}

function errorProblems({ received }: Exchange): string[] {
  const body = parsed(received)
  if (!isSchema(body)) return ['the error is no JSON object']
  const problems = Object.keys(body)
    .filter((key) => key !== 'code' && key !== 'message')
    .map((key) => `the error has the unknown key ${key}`)
  if (typeof body.message !== 'string') problems.push('the error has no message')
  if (typeof body.code !== 'string' || !ERROR_CODES.has(body.code)) {
    problems.push(`${String(body.code)} is no error code of the provider`)
  }
  return problems
}

function pdfProblems(received: string): string[] {
  return received.startsWith('%PDF-') && received.trimEnd().endsWith('%%EOF') ? [] : ['the body is no PDF']
}
