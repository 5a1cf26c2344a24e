# The build command of Cloudflare Pages.
set -e
pip install @requirement@
# the site is at the address of content/site.toml, if it has one, or of its project; a preview at its own
case "$CF_PAGES_BRANCH" in
  main | master | "$PRODUCTION_BRANCH") export SITEGEN_HOST_URL="${CF_PAGES_URL:+https://${CF_PAGES_URL#https://*.}}" ;;
  *) export SITEGEN_BASE_URL="$CF_PAGES_URL" ;;
esac
sitegen build --frozen
