using System.Globalization;
using Kabinet.Engine.Model;

namespace Kabinet.Web.Request;

/// <summary>
/// Every address of the product that is written into a page, a form, a redirect or a header, escaped.
/// <see cref="Routes"/> says what answers; a test holds that each of these is answered and each route has its address here.
/// Pages of a solution are not here: their paths are data.
/// </summary>
internal static class Addresses
{
    /// <summary>First words of the product's own addresses: no page of a solution may begin with one.</summary>
    public static readonly IReadOnlySet<string> FirstWords = new HashSet<string>(StringComparer.Ordinal)
    {
        "admin", "api", "do", "edit", "export", "files", "frame", "health", "impersonate", "lib", "live", "notices", "password",
        "preferences", "profile", "search", "sign-in", "sign-out", "thanks",
        "threads",
    };

    public const string Home = "/";
    public const string Api = "/api";
    public const string SignIn = "/sign-in";
    public const string SignInCode = "/sign-in/code";
    public const string Forgot = "/sign-in/forgot";
    public const string ForgotSent = "/sign-in/forgot/sent";
    public const string NewPassword = "/sign-in/new-password";
    public const string SignInPasskey = "/sign-in/passkey";
    public const string SignOut = "/sign-out";
    public const string Password = "/password";
    public const string Theme = "/preferences/theme";
    public const string Language = "/preferences/language";
    public const string ListPreferences = "/preferences/list";
    public const string SavedViews = "/preferences/views";
    public const string SavedViewRemoval = "/preferences/views/remove";
    public const string Profile = "/profile";
    public const string Email = "/profile/email";
    public const string EmailConfirm = "/profile/email/confirm";
    public const string Confirm = "/profile/confirm";
    public static string ConfirmThen(string address) => $"{Confirm}?return={Uri.EscapeDataString(address)}";
    public const string OtherSessionsEnd = "/profile/sessions/end-others";
    public const string Passkeys = "/profile/passkeys";
    public const string PasskeyOptions = "/profile/passkeys/options";
    public const string Tokens = "/profile/tokens";
    public const string SecondFactor = "/profile/second-factor";
    public const string SecondFactorPicture = "/profile/second-factor/picture";
    public const string SecondFactorOff = "/profile/second-factor/off";
    public const string People = "/admin/people";
    public const string Background = "/admin/background";
    public const string Mail = "/admin/mail";
    public const string MailTest = "/admin/mail/test";
    public const string LetterTemplates = "/admin/letters";
    public const string ImpersonationEnd = "/impersonate/end";
    public const string Live = "/live";
    public const string Notices = "/notices";
    public const string NoticesRead = "/notices/read";

    /// <summary>What every address of a command on records begins with.</summary>
    public const string Commands = "/do/";

    public static string SignInThen(string back) => SignIn + QueryString.Create("return", back);
    public static string SignInCodeThen(string back) => SignInCode + QueryString.Create("return", back);

    public static string PasskeyRemoval(long passkey) => $"{Passkeys}/{Number(passkey)}/remove";
    public static string SessionEnd(long session) => $"{Profile}/sessions/{Number(session)}/end";
    public static string TokenRevocation(long token) => $"{Tokens}/{Number(token)}/revoke";

    public static string PersonBlock(long user) => $"{Person(user)}/block";
    public static string PersonPassword(long user) => $"{Person(user)}/password";
    public static string PersonRoles(long user) => $"{Person(user)}/roles";
    public static string PersonSessionsEnd(long user) => $"{Person(user)}/sessions/end";
    public static string PersonUnblock(long user) => $"{Person(user)}/unblock";
    public static string WorkAgain(long work) => $"{Background}/{Number(work)}/again";
    public static string JobRun(string job) => $"{Background}/jobs/{Escaped(job)}/run";
    public static string LetterView(long letter) => $"{Mail}/{Number(letter)}/view";
    public static string LetterAgain(long letter) => $"{Mail}/{Number(letter)}/again";
    public static string LetterTemplate(string kind, string language) => $"{LetterTemplates}/{Escaped(kind)}/{Escaped(language)}";
    public static string LetterTemplatePreview(string kind, string language) => $"{LetterTemplate(kind, language)}/preview";
    public static string LetterTemplateReset(string kind, string language) => $"{LetterTemplate(kind, language)}/reset";
    public static string Impersonation(long user) => $"/impersonate/{Number(user)}";

    public static string NoticesBefore(long notice) => Notices + QueryString.Create("before", Number(notice));
    public static string Notice(long notice, string to) => $"{Notices}/{Number(notice)}{QueryString.Create("to", to)}";

    public static string Create(Entity entity) => Commands + Escaped(entity.Key);
    public static string Update(Entity entity, long id) => $"{Create(entity)}/{Number(id)}";
    public static string Delete(Entity entity, long id) => $"{Update(entity, id)}/delete";
    public static string Restore(Entity entity, long id) => $"{Update(entity, id)}/restore";
    public static string Transition(Entity entity, long id, string transition) => $"{Update(entity, id)}/{Escaped(transition)}";
    public static string BulkTransition(Entity entity, string transition) =>
        $"{Commands}bulk/{Escaped(entity.Key)}/{Escaped(transition)}";
    public static string Thanks(string page) => $"/thanks/{Escaped(page)}";

    /// <summary>One field of a record in a dialog, and where it came from.</summary>
    public static string Edit(Entity entity, long id, string field, string back) =>
        $"/edit/{Escaped(entity.Key)}/{Number(id)}/{Escaped(field)}{QueryString.Create("_return", back)}";

    /// <summary>The transitions of a record, for a frame.</summary>
    public static string Transitions(Entity entity, long id) => $"/frame/transitions/{Escaped(entity.Key)}/{Number(id)}";
    public static string TransitionsThen(Entity entity, long id, string back) =>
        Transitions(entity, id) + QueryString.Create("_return", back);

    /// <summary>
    /// What a reference offers, for a frame; <paramref name="field"/> is <c>transition.input</c> for what a transition asks.
    /// </summary>
    /// <param name="entity">Entity of the record being filled in.</param>
    /// <param name="field">The reference.</param>
    /// <param name="record">Id of that record; null for a new one.</param>
    public static string Options(Entity entity, string field, long? record = null) =>
        $"/frame/options/{Escaped(entity.Key)}/{Escaped(field)}{(record is { } id ? QueryString.Create("record", Number(id)) : "")}";
    public static string FilterOptions(string page, string block, string field, string at) =>
        $"/frame/filter/{Escaped(page)}/{Escaped(block)}/{Escaped(field)}{QueryString.Create("at", at)}";
    public static string Export(string block, string at) => $"/export/{Escaped(block)}{QueryString.Create("at", at)}";

    public static string Upload(Entity entity, long id, string group) => $"/files/{Escaped(entity.Key)}/{Number(id)}/{Escaped(group)}";
    public static string File(long file, string name) => $"/files/{Number(file)}/{Escaped(name)}";
    public static string FileRemoval(long file) => $"/files/{Number(file)}/remove";

    public static string FileRestore(long file) => $"/files/{Number(file)}/restore";
    public static string Thread(Entity entity, long id, string thread) =>
        $"/threads/{Escaped(entity.Key)}/{Number(id)}/{Escaped(thread)}";
    public static string ThreadRead(Entity entity, long id, string thread) => $"{Thread(entity, id, thread)}/read";
    public static string MessageEdit(Entity entity, long id, string thread, long message) =>
        $"{Thread(entity, id, thread)}/{Number(message)}/edit";
    public static string MessagePass(Entity entity, long id, string thread, long message) =>
        $"{Thread(entity, id, thread)}/{Number(message)}/pass";
    public static string FileKind(long file) => $"/files/{Number(file)}/kind";
    public static string FileSmall(long file, string name) => $"/files/{Number(file)}/small/{Escaped(name)}";
    public static string FilesArchive(Entity entity, long id, string group) =>
        $"/files/{Escaped(entity.Key)}/{Number(id)}/{Escaped(group)}.zip";
    public static string FilesArchive(Entity entity, long id) => $"/files/{Escaped(entity.Key)}/{Number(id)}.zip";
    public static string FilePreview(long file) => $"/frame/file/{Number(file)}";
    public static string FileInside(long file, string name) => $"/files/{Number(file)}/inside/{Escaped(name)}";

    public static string BrandStylesheet(int revision) => "/brand.css" + QueryString.Create("v", Number(revision));
    public static string BrandIcon(int revision) => "/brand.svg" + QueryString.Create("v", Number(revision));

    /// <summary>A record for programs.</summary>
    public static string ApiRecord(Entity entity, long id) => $"{Api}/records/{Escaped(entity.Key)}/{Number(id)}";

    private static string Person(long user) => $"{People}/{Number(user)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Escaped(string part) => Uri.EscapeDataString(part);
}
