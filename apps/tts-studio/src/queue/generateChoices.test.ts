import { expect, it } from 'vitest'
import { emptyProject } from '../project/emptyProject.ts'
import type { Chunk, Project } from '../project/Project.ts'
import { generateChoices } from './generateChoices.ts'

const chapters: Project = {
  ...emptyProject,
  chunks: Array.from({ length: 120 }, (_, index): Chunk => {
    const text = `Chunk ${index}`
    return index % 40 === 0
      ? { id: `${index}`, text, begins: 'heading', speech: null }
      : { id: `${index}`, text, speech: null }
  }),
}
const sizes = (project: Project, selectedIndex: number) =>
  generateChoices(project, selectedIndex).map((choice) => [choice.key, choice.chunks.length])

it('offers the next few, the part and everything, from the selected chunk on', () => {
  expect(sizes(chapters, 45)).toEqual([
    ['next', 25],
    ['chapter', 40],
    ['all', 120],
  ])
})

it('offers a short text as a whole only', () => {
  expect(sizes({ ...chapters, chunks: chapters.chunks.slice(0, 3) }, -1)).toEqual([['all', 3]])
})

it('offers nothing when there is nothing to speak', () => {
  expect(sizes({ ...emptyProject, chunks: [{ id: 'a', text: '***', speech: null }] }, 0)).toEqual([])
})
