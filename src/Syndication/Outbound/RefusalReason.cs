namespace Syndication.Outbound;

/// <summary>Why the guard let a request not through.</summary>
internal enum RefusalReason
{
    /// <summary>Neither http nor https.</summary>
    Scheme,

    /// <summary>A name or password in the address.</summary>
    UserInfo,

    /// <summary>Every address behind the name is private or special, or outside what is allowed.</summary>
    Address,

    /// <summary>The port is not one of the web's.</summary>
    Port,
}
