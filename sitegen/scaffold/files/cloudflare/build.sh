# The build command of Cloudflare Pages.
set -e
pip install @requirement@
# each deployment has an address of its own, and the site that of its production branch
case "$CF_PAGES_BRANCH" in
  main | master) url="https://${CF_PAGES_URL#https://*.}" ;;
  *) url="$CF_PAGES_URL" ;;
esac
if [ "$url" = "$CF_PAGES_URL" ] || ! grep -q '^base_url = "http' content/site.toml; then
  sitegen build --frozen ${CF_PAGES_URL:+--base-url "$url"}
else
  sitegen build --frozen
fi
