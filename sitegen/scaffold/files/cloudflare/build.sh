# The build command of Cloudflare Pages.
set -e
pip install @requirement@
sitegen build --frozen ${CF_PAGES_URL:+--base-url "$CF_PAGES_URL"}
