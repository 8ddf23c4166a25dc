namespace Syndication.Ingest.MailIn;

/// <summary>What a mail is to us.</summary>
internal abstract record ArticleMail
{
    private ArticleMail() { }

    /// <summary>An article.</summary>
    /// <param name="ExternalId">Its Message-ID, or where it has none the hash of its bytes.</param>
    /// <param name="Reading">Content, or the faults that keep it out.</param>
    public sealed record Article(string ExternalId, Reading Reading) : ArticleMail
    {
        /// <summary>What else is in the mail and has no place in an article, one line each, without addresses.</summary>
        public IReadOnlyList<string> NotTaken { get; init; } = [];
    }

    /// <summary>Not to be taken; it is left to a person.</summary>
    /// <param name="Rule">Which rule, one line without addresses.</param>
    public sealed record Refused(string Rule) : ArticleMail;
}
