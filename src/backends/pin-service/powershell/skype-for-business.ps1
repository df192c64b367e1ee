# What PIN Desk asks of Skype for Business Server, one command each.

function Invoke-Request($Request) {
    $whom = @{ Identity = $Request.identity; ErrorAction = 'Stop' }
    $surely = @{ Force = $true; Confirm = $false }
    switch ($Request.do) {
        'start' {
            if ($Request.connectionUri) {
                $connection = @{ ConnectionUri = $Request.connectionUri; Authentication = 'NegotiateWithImplicitCredential'; ErrorAction = 'Stop' }
                $commands = @{
                    Session = New-PSSession @connection
                    CommandName = 'Get-CsUser', 'Get-CsPool', 'Get-CsPinPolicy', 'Get-CsClientPinInfo', 'Set-CsClientPin', 'Lock-CsClientPin', 'Unlock-CsClientPin'
                    AllowClobber = $true
                }
                $null = Import-PSSession @commands
            }
            else {
                Import-Module -Name 'SkypeForBusiness'
            }
            $script:loggedAtStart = (Get-LoggingPolicy).module
            return Get-LoggingPolicy
        }
        'ping' {
            $null = Get-CsPinPolicy -Identity 'Global' -ErrorAction 'Stop'
            return
        }
        'user' {
            foreach ($user in @(Get-CsUser @whom)) {
                @{
                    sipAddress = [string]$user.SipAddress
                    enabled = [bool]$user.Enabled
                    lineUri = [string]$user.LineURI
                    registrarPool = [string]$user.RegistrarPool
                    pinPolicy = [string]$user.PinPolicy
                }
            }
            return
        }
        'pool' {
            foreach ($pool in @(Get-CsPool @whom)) {
                @{ site = [string]$pool.Site }
            }
            return
        }
        'policies' {
            foreach ($policy in @(Get-CsPinPolicy -ErrorAction 'Stop')) {
                @{
                    identity = [string]$policy.Identity
                    minLength = [int]$policy.MinPasswordLength
                    historyCount = [int]$policy.PINHistoryCount
                    lifetimeDays = [int]$policy.PINLifetime
                    allowCommonPatterns = [bool]$policy.AllowCommonPatterns
                }
            }
            return
        }
        'info' {
            foreach ($info in @(Get-CsClientPinInfo @whom)) {
                @{
                    identity = [string]$info.Identity
                    isSet = [bool]$info.IsPinSet
                    isLocked = [bool]$info.IsLockedOut
                    changedAt = Get-TimeText -Time $info.LastPinChangeTime
                    expiresAt = Get-TimeText -Time $info.PinExpirationTime
                }
            }
            return
        }
        'set' {
            # Module logging writes every parameter into the event log, whatever a script does.
            $isLogged = $script:loggedAtStart -or (Get-LoggingPolicy).module
            if ($isLogged -and -not $Request.acceptEventLog) { return @{ refused = 'event-log' } }
            $chosen = @{ Pin = $Request.pin }
            $null = Set-CsClientPin @whom @chosen @surely
            return
        }
        'renew' {
            # Without a PIN the server makes one, which nobody is told.
            $null = Set-CsClientPin @whom @surely
            return
        }
        'lock' {
            $null = Lock-CsClientPin @whom @surely
            return
        }
        'unlock' {
            $null = Unlock-CsClientPin @whom @surely
            return
        }
    }
    throw 'an unknown request'
}

. "$PSScriptRoot\loop.ps1"
