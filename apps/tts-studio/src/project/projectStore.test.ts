import { beforeEach, describe, expect, it } from 'vitest'
import { defaultParameters } from '../speech/synthesizer.ts'
import { emptyProject } from './emptyProject.ts'
import type { Chunk, Speech } from './Project.ts'
import {
  currentProject,
  landSpeech,
  mergeNext,
  openText,
  redo,
  rememberEdit,
  removeChunk,
  replaceProject,
  setText,
  setTitle,
  showStored,
  splitAt,
  undo,
} from './projectStore.ts'

const chunk = (id: string, text = `Text of ${id}.`): Chunk => ({ id, text, begins: 'paragraph', speech: null })
const speech = (spokenText: string): Speech => ({
  audio: 'AAAA',
  mimeType: 'audio/wav',
  durationMs: 1,
  voice: 'slt',
  parameters: defaultParameters,
  spokenText,
})
const textsOf = () => currentProject().chunks.map((one) => one.text)

beforeEach(() => {
  replaceProject({ ...emptyProject, title: 'Whale', chunks: ['a', 'b', 'c', 'd'].map((id) => chunk(id)) })
})

describe('the project', () => {
  it('makes a new chunk, a new list and a new project for a keystroke, and nothing else', () => {
    const before = currentProject()
    setText('b', 'New')
    const after = currentProject()
    expect(after).not.toBe(before)
    expect(after.chunks).not.toBe(before.chunks)
    expect(after.parameters).toBe(before.parameters)
    expect(after.chunks.map((one, index) => one === before.chunks[index])).toEqual([true, false, true, true])
  })

  it('undoes a deletion in its place', () => {
    const before = currentProject().chunks
    removeChunk('b')
    expect(textsOf()).toHaveLength(3)
    expect(undo()?.label).toBe('Delete')
    expect(currentProject().chunks).toEqual(before)
    expect(currentProject().chunks[1]).toBe(before[1])
  })

  it('undoes a split and a merge, and does them again', () => {
    splitAt('a', 4)
    mergeNext('c')
    const done = textsOf()
    undo()
    undo()
    expect(textsOf()).toEqual(['Text of a.', 'Text of b.', 'Text of c.', 'Text of d.'])
    redo()
    redo()
    expect(textsOf()).toEqual(done)
  })

  it('keeps speech that arrived after the step that is undone', () => {
    removeChunk('b')
    landSpeech('d', speech('Text of d.'))
    undo()
    expect(currentProject().chunks.find((one) => one.id === 'd')?.speech?.spokenText).toBe('Text of d.')
    expect(currentProject().chunks.find((one) => one.id === 'b')?.text).toBe('Text of b.')
  })

  it('keeps words typed elsewhere since the step that is undone', () => {
    splitAt('a', 4)
    setText('c', 'Typed since')
    undo()
    expect(textsOf()).toEqual(['Text of a.', 'Text of b.', 'Typed since', 'Text of d.'])
  })

  it('makes all typing of one go one step', () => {
    setText('a', 'T')
    setText('a', 'Th')
    setText('a', 'The')
    rememberEdit('a', 'Text of a.')
    undo()
    expect(textsOf()[0]).toBe('Text of a.')
    expect(undo()).toBeUndefined()
  })

  it('brings a replaced text back whole, title and speech included', () => {
    landSpeech('a', speech('Text of a.'))
    const before = currentProject()
    openText({ title: 'Other', source: { name: 'x.txt', kind: 'file' }, chunks: [chunk('z')] })
    expect(currentProject().title).toBe('Other')
    undo()
    expect(currentProject()).toEqual(before)
  })

  it('drops speech for a chunk that is gone', () => {
    removeChunk('b')
    const before = currentProject()
    landSpeech('b', speech('Text of b.'))
    expect(currentProject()).toBe(before)
  })

  it('does not undo the title when a step about chunks is undone', () => {
    removeChunk('a')
    setTitle('New title')
    undo()
    expect(currentProject().title).toBe('New title')
  })

  it('forgets what could be done again once something new is done', () => {
    removeChunk('a')
    undo()
    removeChunk('b')
    expect(redo()).toBeUndefined()
  })

  it('has nothing to undo after work was restored', () => {
    removeChunk('a')
    replaceProject({ ...emptyProject, chunks: [chunk('r')] })
    expect(undo()).toBeUndefined()
    expect(textsOf()).toEqual(['Text of r.'])
  })
})

describe('another version of the project', () => {
  it('is one step: an undo brings back what was there, and what was done before it can still be undone', () => {
    replaceProject({ ...emptyProject, title: 'Now', chunks: [chunk('a'), chunk('b')] })
    removeChunk('b')
    const before = currentProject()
    showStored({ ...before, title: 'Then', chunks: [chunk('c')] })
    expect([currentProject().title, textsOf()]).toEqual(['Then', ['Text of c.']])
    undo()
    expect(currentProject()).toEqual(before)
    undo()
    expect(textsOf()).toEqual(['Text of a.', 'Text of b.'])
  })

  it('is no step of its own when it is what the studio opens with', () => {
    replaceProject(emptyProject)
    showStored({ ...emptyProject, chunks: [chunk('a')] })
    expect(undo()).toBeUndefined()
    expect(textsOf()).toEqual(['Text of a.'])
  })
})
