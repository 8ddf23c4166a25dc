using System.Security.Cryptography.X509Certificates;

namespace Syndication.Outbound;

/// <summary>What servers' certificates are judged by; that one is for the name which was asked for is checked in any case.</summary>
/// <param name="Policy">Null: the roots that the system trusts.</param>
internal sealed record ServerTrust(X509ChainPolicy? Policy);
