import { z } from 'zod'
import reported from './reported-templates.json' with { type: 'json' }
import { type CodeTemplate, codeTemplateSchema } from './scan.ts'

/**
 * Layouts that people have read off papers; no insurer has published one. They are off until a clinic takes one into its
 * settings. 協会けんぽ's 41 digits: branch office 2, symbol 8, number 7 with zeros in front, branch 2 (00: none), then 22
 * digits that nobody has explained and nothing reads. Branch office `13` (東京) is insurer number 01130012.
 */
export const REPORTED_TEMPLATES: readonly CodeTemplate[] = z.array(codeTemplateSchema).parse(reported)
