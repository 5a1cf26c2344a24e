# The build command of Cloudflare Pages.
set -e
pip install @requirement@
# the site is at the address of content/site.toml, if it has one, or of its project; a preview at its own
url=$(python -c 'import tomllib; print(tomllib.load(open("content/site.toml", "rb")).get("base_url", ""))')
case "$CF_PAGES_BRANCH" in
  main | master | "$PRODUCTION_BRANCH") url="${url:-https://${CF_PAGES_URL#https://*.}}" ;;
  *) url="$CF_PAGES_URL" ;;
esac
sitegen build --frozen ${CF_PAGES_URL:+--base-url "$url"}
