import { PaperPage } from './paper/paper-page.tsx'
import { mount } from './parts/mount.tsx'

mount(<PaperPage request={location.hash.slice(1)} />)
