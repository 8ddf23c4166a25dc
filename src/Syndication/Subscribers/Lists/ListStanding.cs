namespace Syndication.Subscribers.Lists;

/// <summary>Whether somebody on a list wants mail.</summary>
internal enum ListStanding
{
    /// <summary>The list does not say it in a word that is known: nobody is subscribed on a guess.</summary>
    Unclear,

    /// <summary>Wants mail.</summary>
    Subscribed,

    /// <summary>Wants mail, but not now.</summary>
    Paused,

    /// <summary>Asked for it and did not confirm.</summary>
    Unconfirmed,

    /// <summary>Left, was blocked there, or cannot be reached.</summary>
    Left,
}
