namespace Syndication.Subscribers.Lists;

/// <summary>A list cannot be read, or not further; the message says where and why. What was read before is stored, and sending it again is safe.</summary>
public sealed class ListFaultException(string message, Exception? inner = null) : Exception(message, inner);
