/** How long after paying a browser may charge that order's payment method (trust: T2c). */
export const SITTING_MINUTES = 30
