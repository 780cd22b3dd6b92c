using System.Security.Cryptography;
using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using Kabinet.Web.Site;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;

namespace Kabinet.Web.People;

/// <summary>
/// A form that came when its sender was not signed in any more, or with a proof that holds no longer. It is kept, sealed, in the page
/// that is
/// answered, through the sign-in and its second factor, and is sent only by its sender's own press. Files and secrets are never kept.
/// </summary>
/// <param name="Address">Where the form was sent.</param>
/// <param name="Person">Who filled it in; null for a guest.</param>
/// <param name="Values">What was sent, without our own keys that the next page gives anew.</param>
/// <param name="Files">Names of the inputs with files, and of the files.</param>
internal sealed record Carried(string Address, long? Person, IReadOnlyList<CarriedValue> Values, IReadOnlyList<CarriedValue> Files)
{
    /// <summary>Name of the input that holds the sealed form.</summary>
    public const string Key = "carried";
    /// <summary>Name of the input that says who filled a form in.</summary>
    public const string SenderKey = "_as";
    private const string Purpose = "Kabinet.Carried";
    private const string ProofKey = "__RequestVerificationToken";
    private static readonly TimeSpan Kept = TimeSpan.FromHours(12);

    /// <summary>The form that a request sends; null where it sends none that can be read.</summary>
    public static async ValueTask<Carried?> Of(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return null;
        try { return Of(http, await http.Request.ReadFormAsync(http.RequestAborted)); }
        // A body that is too long or torn is told by whoever reads it next; nothing of it can be kept.
        catch (Exception exception) when (exception is BadHttpRequestException or InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>The form that a request has sent, where it was read; nothing is read for it.</summary>
    public static Carried? OfRead(HttpContext http) => http.Features.Get<IFormFeature>()?.Form is { } form ? Of(http, form) : null;

    private static Carried Of(HttpContext http, IFormCollection form)
    {
        var values = form.Where(pair => pair.Key is not (ProofKey or SenderKey or Key or Confirmation.Field))
            .SelectMany(pair => pair.Value.Select(value => new CarriedValue(pair.Key, value ?? "")));
        return new(http.Request.Path + http.Request.QueryString, Sender(form), [.. values],
            [.. form.Files.Where(file => file.FileName.Length > 0).Select(file => new CarriedValue(file.Name, file.FileName))]);
    }

    /// <summary>The form that a page of the sign-in carries; null where it carries none of ours.</summary>
    public static Carried? From(HttpContext http)
    {
        if (!http.Request.HasFormContentType || http.Request.Form[Key].ToString() is not { Length: > 0 } sealedForm) return null;
        try
        {
            return JsonSerializer.Deserialize<Carried>(Protector(http).Unprotect(sealedForm));
        }
        // Sealed with keys that are gone, or too long ago.
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The form as the value of a hidden input.</summary>
    public string Seal(HttpContext http) => Protector(http).Protect(JsonSerializer.Serialize(this), Kept);

    /// <summary>The page that asks its reader to look and send.</summary>
    public IResult Page(HttpContext http, string said, int status) =>
        new ViewResult("/People/Carried.cshtml", CarriedView.Of(this, http.Kabinet(), said), status);

    /// <summary>Who filled in the form; null for a guest or where it does not say.</summary>
    public static long? Sender(IFormCollection form) => SentNumber.Of(form[SenderKey]);

    private static ITimeLimitedDataProtector Protector(HttpContext http) =>
        http.RequestServices.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose).ToTimeLimitedDataProtector();
}

/// <summary>One value of a form.</summary>
internal sealed record CarriedValue(string Name, string Text);

/// <summary><c>/People/Carried.cshtml</c>: what was typed, to be sent or gone back to.</summary>
/// <param name="Form">The form.</param>
/// <param name="Said">Why it was not sent.</param>
/// <param name="IsOthers">Somebody else filled it in.</param>
/// <param name="CanChange">Its address can draw it again with everything typed.</param>
/// <param name="Typed">What was typed, by the names of the fields.</param>
internal sealed record CarriedView(Carried Form, string Said, bool IsOthers, bool CanChange, IReadOnlyList<CarriedValue> Typed)
{
    public static CarriedView Of(Carried form, RequestContext here, string said) =>
        new(form, said, form.Person is { } sender && here.Actor.UserId != sender,
            form.Address.StartsWith(Addresses.Commands, StringComparison.Ordinal) && form.Files.Count == 0, TypedIn(form, here));

    /// <summary>
    /// What a person can read again: texts and numbers, each under the title of its field. Whoever has no business with the entity, as
    /// everybody before he signs in, reads his texts without the titles: they would tell him what there is.
    /// </summary>
    public static IReadOnlyList<CarriedValue> TypedIn(Carried form, RequestContext here)
    {
        var entity = form.Address.Split('/', '?') is ["", "do", var key, ..] && here.TryEntity(key, out var found) ? found : null;
        return [.. form.Values.Where(value => !value.Name.StartsWith('_') && value.Text.Trim().Length > 0
                && value.Name is not ("id" or "return") && value.Text != "false" && !value.Name.Contains("._", StringComparison.Ordinal))
            .Select(value => Told(value, entity, form, here)).OfType<CarriedValue>()];
    }

    private static CarriedValue? Told(CarriedValue value, Entity? entity, Carried form, RequestContext here)
    {
        if (value.Name == "comment") return value with { Name = CommentTitle(entity, form, here) };
        var field = FieldOf(value.Name.Split('.'), entity) is { } named && here.Actor.MayChoose(named) ? named : null;
        if (field is null) return IsWords(value.Text) ? new("", value.Text) : null;
        // A number of a record says nothing to a person, and its name may not be his to read yet.
        if (field.To is not null) return null;
        var words = field.Kind.Accept(field, value.Text, out var parsed) is null && parsed is not null
            ? field.Kind.Show(field, parsed, here.Culture, here.Zone) : value.Text;
        return new(here.Say(field.Title), words);
    }

    // Ids and keys of options say nothing to a person.
    private static bool IsWords(string text) => text.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '_');

    private static Field? FieldOf(string[] path, Entity? entity) => path switch
    {
        [var own] => entity?.Find(own),
        [var rows, _, var key] => entity?.Collections.GetValueOrDefault(rows)?.Entity.Find(key),
        _ => null,
    };

    private static string CommentTitle(Entity? entity, Carried form, RequestContext here) =>
        form.Address.Split('?')[0].Split('/') is [.., var step] && entity?.Lifecycle?.Transitions.GetValueOrDefault(step) is { } taken
            && here.Actor.To(entity).Takes(taken) && taken.Comment?.Title is { } title ? here.Say(title) : here.Say("dialog.comment");
}
