namespace Syndication.Benchmarks.Chaos;

/// <summary>Where in the dialogue the sink can hold a connection.</summary>
internal enum SinkPoint
{
    /// <summary>Before its greeting: rows are leased, and no intent is committed.</summary>
    Greeting,

    /// <summary>Before its answer to MAIL FROM: the intent is committed, and with it the result of the message before.</summary>
    Mail,

    /// <summary>Before its answer to DATA: nothing of the message was written yet.</summary>
    Data,

    /// <summary>After it has read and recorded the message, before its 250.</summary>
    Dot,
}
