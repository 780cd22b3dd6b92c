using System.Globalization;
using Kabinet.Engine.Mail;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Mail;

/// <summary>A template as a form brings it.</summary>
internal static class TypedTemplates
{
    public const string Version = "_version";

    public static TypedTemplate Of(PostedForm form, string kind, string language) =>
        new(kind, language, form.Own(LetterTemplates.Subject) ?? "", form.Own(LetterTemplates.Body) ?? "")
        {
            Version = int.TryParse(form.Own(Version), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
        };
}
