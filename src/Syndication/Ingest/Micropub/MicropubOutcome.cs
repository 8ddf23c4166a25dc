namespace Syndication.Ingest.Micropub;

/// <summary>What became of a Micropub request.</summary>
internal abstract record MicropubOutcome
{
    private MicropubOutcome() { }

    /// <summary>There is a post at that address now: a new one, or one that moved.</summary>
    /// <param name="Address">Its page.</param>
    /// <param name="Unmapped">Properties that have no place in an article.</param>
    public sealed record Created(string Address, IReadOnlyList<string> Unmapped) : MicropubOutcome;

    /// <summary>It is as asked for.</summary>
    /// <param name="Unmapped">Properties that have no place in an article.</param>
    public sealed record Done(IReadOnlyList<string> Unmapped) : MicropubOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(MicropubError Error, string Reason) : MicropubOutcome;
}

/// <summary>Errors of Micropub, section 3.8.</summary>
internal enum MicropubError
{
    /// <summary>400: the request is wrong, or its post is not here.</summary>
    InvalidRequest,

    /// <summary>401: it came without a good key.</summary>
    Unauthorized,

    /// <summary>403: the key does not open this.</summary>
    InsufficientScope,
}
