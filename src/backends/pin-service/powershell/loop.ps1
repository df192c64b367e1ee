# Reads one request a line, as JSON, and writes one answer a line. Constant: nothing of a request becomes part of a command,
# and nothing is written anywhere else. A service's script defines Invoke-Request and then runs this.

# Global: functions of modules, as those of a remote session are, do not see a script's own preferences, and an error that
# does not stop would be a success.
$global:ErrorActionPreference = 'Stop'
$global:WarningPreference = 'SilentlyContinue'
$global:InformationPreference = 'SilentlyContinue'
$global:VerbosePreference = 'SilentlyContinue'
$global:DebugPreference = 'SilentlyContinue'
$global:ProgressPreference = 'SilentlyContinue'
$global:ConfirmPreference = 'None'

# Streams of our own: the console's have the machine's code page, and wrap long lines.
$utf8 = New-Object -TypeName System.Text.UTF8Encoding -ArgumentList $false
$reader = New-Object -TypeName System.IO.StreamReader -ArgumentList ([Console]::OpenStandardInput()), $utf8
$writer = New-Object -TypeName System.IO.StreamWriter -ArgumentList ([Console]::OpenStandardOutput()), $utf8
$writer.NewLine = [string][char]10
$recordSeparator = [string][char]30

function Get-PolicySwitch($Name, $Value) {
    foreach ($root in 'HKLM:\SOFTWARE\Policies\Microsoft', 'HKCU:\SOFTWARE\Policies\Microsoft') {
        foreach ($edition in 'Windows\PowerShell', 'PowerShellCore') {
            $key = Get-ItemProperty -Path "$root\$edition\$Name" -ErrorAction 'SilentlyContinue'
            if ($key -and $key.$Value -eq 1) { return $true }
        }
    }
    return $false
}

# What this machine's policies write down of what PowerShell does.
function Get-LoggingPolicy {
    return @{
        module = Get-PolicySwitch -Name 'ModuleLogging' -Value 'EnableModuleLogging'
        scriptBlock = Get-PolicySwitch -Name 'ScriptBlockLogging' -Value 'EnableScriptBlockLogging'
        transcription = Get-PolicySwitch -Name 'Transcription' -Value 'EnableTranscripting'
    }
}

# ISO 8601 whatever the culture. Without a zone at its end where the service names none.
function Get-TimeText($Time) {
    if ($null -eq $Time) { return $null }
    return ([datetime]$Time).ToString('o', [Globalization.CultureInfo]::InvariantCulture)
}

while ($null -ne ($line = $reader.ReadLine())) {
    $answer = @{ id = ''; ok = $false }
    try {
        $request = ConvertFrom-Json -InputObject $line
        $answer.id = $request.id
        # Asked by a process that slept meanwhile: somebody else has gone on, and a change would come too late.
        if ($request.notAfter -and [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds() -gt $request.notAfter) {
            $answer.result = @(@{ refused = 'too-late' })
        }
        else {
            $answer.result = @(Invoke-Request -Request $request)
        }
        $answer.ok = $true
    }
    catch {
        # Never the message: it quotes what the command was given.
        $answer.category = [string]$_.CategoryInfo.Category
        $answer.type = [string]$_.Exception.GetType().FullName
    }
    $line = $null
    $request = $null
    $Error.Clear()
    $writer.WriteLine($recordSeparator + (ConvertTo-Json -InputObject $answer -Compress -Depth 5))
    $writer.Flush()
}
