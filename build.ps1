# ./build.ps1 [TARGET [TAG]]: runs a target of build.proj, Help by default; TAG is the release that Review compares with.
# ./build.ps1 Bench --against REV: compares the speed with that at a commit.
# No param block: PowerShell does not bind a word that begins with two hyphens in the same way everywhere.
$target, $word, $revision = $args
if (-not $target) { $target = 'Help' }
$option = "-property:Since=$word"
if ($word -eq '--against') {
  if (-not $revision) { throw '--against needs a commit' }
  $option = "-property:Against=$revision"
}
Set-Location $PSScriptRoot
dotnet msbuild build.proj -nologo -verbosity:minimal "-target:$target" $option
exit $LASTEXITCODE
