import { mount } from './frame/mount.tsx'
import { PaperPage } from './paper/paper-page.tsx'

mount(<PaperPage request={location.hash.slice(1)} />)
