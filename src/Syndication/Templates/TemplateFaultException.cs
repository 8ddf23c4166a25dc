namespace Syndication.Templates;

/// <summary>A template cannot be compiled or rendered; the message names the file and what is wrong. Mending the file is the operator's.</summary>
public sealed class TemplateFaultException(string message, Exception? inner) : Exception(message, inner);
