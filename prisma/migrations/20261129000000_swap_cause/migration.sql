-- By itself, because a new value cannot be used by the transaction that adds it.
ALTER TYPE "RefundCause" ADD VALUE 'swap';
