# ./build.ps1 [TARGET [TAG]]: runs a target of build.proj, Help by default; TAG is the release that Review compares with.
# ./build.ps1 Bench --against REV: compares the speed with that at a commit.
param([string] $Target = 'Help', [string] $Tag = '', [string] $Revision = '')
Set-Location $PSScriptRoot
$option = "-property:Since=$Tag"
if ($Tag -eq '--against') {
  if (-not $Revision) { throw '--against needs a commit' }
  $option = "-property:Against=$Revision"
}
dotnet msbuild build.proj -nologo -verbosity:minimal "-target:$Target" $option
exit $LASTEXITCODE
