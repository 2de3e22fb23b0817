import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const { dirname } = import.meta as ImportMeta & { readonly dirname: string }

export default defineConfig({
  root: dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
})
