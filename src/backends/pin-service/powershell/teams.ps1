# What PIN Desk asks of Microsoft Teams, one command each. No PIN passes through here.

function Invoke-Request($Request) {
    $whom = @{ Identity = $Request.identity; ErrorAction = 'Stop' }
    switch ($Request.do) {
        'start' {
            Import-Module -Name 'MicrosoftTeams'
            $signIn = @{
                CertificateThumbprint = $Request.certificateThumbprint
                ApplicationId = $Request.applicationId
                TenantId = $Request.tenantId
                ErrorAction = 'Stop'
            }
            $null = Connect-MicrosoftTeams @signIn
            return Get-LoggingPolicy
        }
        'ping' {
            $null = Get-CsTenant -ErrorAction 'Stop'
            return
        }
        'user' {
            foreach ($user in @(Get-CsOnlineDialInConferencingUser @whom)) {
                @{
                    conferenceId = [string]$user.ConferenceId
                    bridge = [string]$user.BridgeName
                }
            }
            return
        }
        'issue' {
            $change = @{ ResetLeaderPin = $true; SendEmail = $true; Force = $true; Confirm = $false }
            $null = Set-CsOnlineDialInConferencingUser @whom @change
            return
        }
    }
    throw 'an unknown request'
}

. "$PSScriptRoot\loop.ps1"
