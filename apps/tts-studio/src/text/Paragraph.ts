/** A paragraph as read from a text: its lines rejoined where only the page's width had broken them. */
export interface Paragraph {
  readonly text: string
  readonly kind: 'heading' | 'body'
}
