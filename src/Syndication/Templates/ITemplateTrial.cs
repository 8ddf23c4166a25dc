namespace Syndication.Templates;

/// <summary>Renders a feature's mails or pages with made-up content, so that a fault in a template shows at start and not when the mail is due or the page is visited.</summary>
public interface ITemplateTrial
{
    /// <summary>Renders them all.</summary>
    /// <exception cref="TemplateFaultException">One is at fault.</exception>
    void Run();
}
