using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The absolute addresses of a reader's own links in mails; each opens one thing for one reader, without a login.</summary>
public sealed class ReaderLinks(ReaderTokens tokens, WebAddresses addresses)
{
    /// <summary>The page that shows and changes the plan.</summary>
    /// <param name="handle"><see cref="Subscriber.Handle"/>.</param>
    /// <param name="about">The or the mail's number, for the consent log; 0: nothing.</param>
    public string Preferences(byte[] handle, long about) => addresses.Preferences(tokens.Make(TokenPurpose.Preferences, handle, about));

    /// <summary>The way out: a page on GET, the one-click of RFC 8058 on POST.</summary>
    /// <inheritdoc cref="Preferences" path="/param"/>
    public string Unsubscribe(byte[] handle, long about) => addresses.Unsubscribe(tokens.Make(TokenPurpose.Unsubscribe, handle, about));

    /// <summary>The page on which a sign-up is confirmed.</summary>
    /// <inheritdoc cref="Preferences" path="/param"/>
    public string Confirm(byte[] handle, long about) => addresses.Confirm(tokens.Make(TokenPurpose.Confirm, handle, about));

    /// <summary>The page on which a new address is confirmed.</summary>
    /// <inheritdoc cref="Preferences" path="/param"/>
    public string Move(byte[] handle, long about) => addresses.Move(tokens.Make(TokenPurpose.Move, handle, about));

    /// <summary>The page that says "this was not me".</summary>
    /// <inheritdoc cref="Preferences" path="/param"/>
    public string Disown(byte[] handle, long about) => addresses.Disown(tokens.Make(TokenPurpose.Disown, handle, about));
}
