namespace Syndication.Delivery.Gate;

/// <summary>Asks the DNS. Tests answer from records of their own.</summary>
internal interface IDnsAnswers
{
    /// <summary>Asks one question. Only a caller's cancellation is an exception.</summary>
    Task<DnsAnswer> AskAsync(DnsKind kind, string name, CancellationToken ct);
}

/// <summary>What is asked for.</summary>
internal enum DnsKind
{
    /// <summary>TXT; each record's strings are joined.</summary>
    Text,

    /// <summary>MX: hosts, the preferred first.</summary>
    MailExchange,

    /// <summary>A and AAAA.</summary>
    Address,

    /// <summary>PTR of an address; the name asked for is the address.</summary>
    Pointer,
}

/// <summary>What the DNS said.</summary>
internal abstract record DnsAnswer
{
    private DnsAnswer() { }

    /// <summary>There are records; names are without the last dot, so that the root is empty.</summary>
    public sealed record Found(IReadOnlyList<string> Records) : DnsAnswer;

    /// <summary>There is no such name, or it has no such records.</summary>
    public sealed record Absent : DnsAnswer;

    /// <summary>No server could say.</summary>
    /// <param name="Reason">Why, as a half sentence.</param>
    public sealed record Silent(string Reason) : DnsAnswer;
}
