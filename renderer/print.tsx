import '../contract/zod-jitless.ts'

import { mount } from './frame/mount.tsx'
import { PaperPage } from './paper/paper-page.tsx'
import './styles/later-fonts.ts'

mount(<PaperPage request={location.hash.slice(1)} />)
