using Kabinet.Engine.Model;
using Kabinet.Web.Endpoints.Health;
using Kabinet.Web.Endpoints.Mail;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Endpoints.People;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Endpoints.Threads;
using Kabinet.Web.Live;
using Kabinet.Web.Pipeline;

namespace Kabinet.Web;

/// <summary>
/// Every address of the product. What no mark opens is closed to guests; every POST is judged by <see cref="FormProtection"/>, so the
/// framework's own judge is off.
/// </summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        app.MapStaticAssets().SameForEverybody();
        var site = app.MapGroup("").DisableAntiforgery();
        site.AnswerHead();
        MapPeople(site);
        MapRecords(site);
        MapApi(site.MapGroup("/api"));
        MapPages(site);
    }

    private static void MapPeople(RouteGroupBuilder site)
    {
        site.MapGet("/sign-in", GetSignIn.Handle).OpenToGuests();
        site.MapPost("/sign-in", PostSignIn.Handle).KeepsNothing().OpenToGuests().OpenWhilePasswordWaits()
            .RequireRateLimiting(RateLimits.SignIn);
        site.MapGet("/sign-in/code", GetSignInCode.Handle).OpenToGuests();
        site.MapPost("/sign-in/code", PostSignInCode.Handle).KeepsNothing().OpenToGuests().RequireRateLimiting(RateLimits.SignIn);
        site.MapGet("/sign-in/forgot", GetForgot.Handle).OpenToGuests();
        site.MapPost("/sign-in/forgot", PostForgot.Handle).KeepsNothing().OpenToGuests().RequireRateLimiting(RateLimits.SignIn);
        site.MapGet("/sign-in/forgot/sent", GetForgot.Sent).OpenToGuests();
        site.MapGet("/sign-in/new-password", GetNewPassword.Handle).OpenToGuests();
        site.MapPost("/sign-in/new-password", PostNewPassword.Handle).KeepsNothing().OpenToGuests()
            .RequireRateLimiting(RateLimits.SignIn);
        site.MapGet("/sign-in/passkey", GetSignInPasskey.Handle).OpenToGuests();
        site.MapPost("/sign-in/passkey", PostSignInPasskey.Handle).KeepsNothing().OpenToGuests().OpenWhilePasswordWaits()
            .RequireRateLimiting(RateLimits.SignIn);
        site.MapPost("/sign-out", PostSignOut.Handle).KeepsNothing().OpenToGuests().OpenWhilePasswordWaits();
        site.MapPost("/preferences/theme", PostTheme.Handle).KeepsNothing().OpenToGuests().OpenWhilePasswordWaits();
        site.MapPost("/preferences/language", PostLanguage.Handle).KeepsNothing().OpenToGuests().OpenWhilePasswordWaits();
        site.MapGet("/password", GetPassword.Handle).OpenWhilePasswordWaits();
        site.MapPost("/password", PostPassword.Handle).KeepsNothing().OpenWhilePasswordWaits();

        var profile = site.MapGroup("/profile");
        profile.MapGet("", GetProfile.Handle);
        profile.MapPost("", PostProfile.Handle);
        profile.MapPost("/email", PostEmail.Handle);
        profile.MapGet("/email/confirm", GetEmailConfirm.Handle);
        profile.MapPost("/email/confirm", PostEmailConfirm.Handle).KeepsNothing();
        profile.MapGet("/confirm", GetConfirm.Handle);
        profile.MapPost("/confirm", PostConfirm.Handle);
        profile.MapPost("/passkeys", PostPasskey.Handle).KeepsNothing();
        profile.MapPost("/passkeys/options", PostPasskeyOptions.Handle).KeepsNothing();
        profile.MapPost("/passkeys/{id:long}/remove", PostPasskeyRemove.Handle);
        profile.MapPost("/sessions/{id:long}/end", PostSessionEnd.Handle);
        profile.MapPost("/sessions/end-others", PostSessionsEndOthers.Handle);
        profile.MapPost("/tokens", PostToken.Handle);
        profile.MapPost("/tokens/{id:long}/revoke", PostTokenRevoke.Handle);
        profile.MapGet("/second-factor", GetSecondFactor.Handle);
        profile.MapPost("/second-factor", PostSecondFactor.Handle).KeepsNothing();
        profile.MapGet("/second-factor/picture", GetSecondFactorPicture.Handle);
        profile.MapPost("/second-factor/off", PostSecondFactorOff.Handle).KeepsNothing();

        // The engine judges who may invite whom: roles name others that they invite.
        site.MapPost("/admin/people", PostInvitation.Handle);
        var people = site.MapGroup("/admin/people").For(Ability.Users);
        people.MapPost("/{user:long}/block", PostPersonBlock.Handle);
        people.MapPost("/{user:long}/password", PostPersonPassword.Handle);
        people.MapPost("/{user:long}/roles", PostPersonRoles.Handle);
        people.MapPost("/{user:long}/sessions/end", PostPersonSessionsEnd.Handle);
        people.MapPost("/{user:long}/unblock", PostPersonUnblock.Handle);

        site.MapPost("/admin/background/{id:long}/again", PostWorkAgain.Handle).For(Ability.Users);
        site.MapPost("/admin/background/jobs/{job}/run", PostJobRun.Handle).For(Ability.Users);
        var mail = site.MapGroup("/admin/mail").For(Ability.Users);
        mail.MapPost("/test", PostMailTest.Handle);
        mail.MapPost("/{id:long}/again", PostLetterAgain.Handle);
        mail.MapGet("/{id:long}/view", GetLetterView.Handle).ShownInPages();
        var templates = site.MapGroup("/admin/letters/{kind}/{language}").For(Ability.Settings);
        templates.MapPost("", PostLetterTemplate.Handle);
        templates.MapPost("/preview", PostLetterTemplatePreview.Handle).KeepsNothing().ShownInPages();
        templates.MapPost("/reset", PostLetterTemplateReset.Handle);
        site.MapPost("/impersonate/{user:long}", PostImpersonate.Handle).For(Ability.Impersonate);
        site.MapPost("/impersonate/end", PostImpersonateEnd.Handle);
        site.MapGet("/live", GetLive.Handle);
    }

    private static void MapRecords(RouteGroupBuilder site)
    {
        site.MapPost("/do/{entity}", PostCreate.Handle).OpenToGuests().TakesUploads(UploadSource.Form)
            .RequireRateLimiting(RateLimits.GuestForm);
        site.MapGet("/thanks/{page}", GetThanks.Handle).OpenToGuests();
        site.MapPost("/do/{entity}/{id:long}", PostUpdate.Handle).TakesUploads(UploadSource.Form);
        site.MapPost("/do/{entity}/{id:long}/delete", PostDelete.Handle);
        site.MapPost("/do/{entity}/{id:long}/restore", PostRestore.Handle);
        site.MapGet("/do/{entity}/{id:long}/{transition}", GetTransition.Handle);
        site.MapPost("/do/{entity}/{id:long}/{transition}", PostTransition.Handle).TakesUploads(UploadSource.Transition);
        site.MapGet("/do/bulk/{entity}/{transition}", GetBulkTransition.Handle);
        site.MapPost("/do/bulk/{entity}/{transition}", PostBulkTransition.Handle);
        site.MapGet("/edit/{entity}/{id:long}/{field}", GetEdit.Handle);
        site.MapGet("/frame/transitions/{entity}/{id:long}", GetTransitions.Handle);
        site.MapGet("/frame/options/{entity}/{field}", GetOptions.Handle).OpenToGuests();

        site.MapPost("/files/{entity}/{id:long}/{group}", PostFiles.Handle).TakesUploads();
        site.MapGet("/files/{id:long}/{name}", GetFile.Handle).WithMetadata(new BytesMark());
        site.MapGet("/files/{id:long}/inside/{name}", GetFileInside.Handle).ShownInPages().WithMetadata(new BytesMark());
        site.MapGet("/files/{id:long}/small/{name}", GetFileSmall.Handle).ShownInPages().WithMetadata(new BytesMark());
        site.MapGet("/files/{entity}/{id:long}/{group}.zip", GetFilesArchive.Handle).RequireRateLimiting(RateLimits.Export)
            .WithMetadata(new BytesMark());
        site.MapGet("/files/{entity}/{id:long}.zip", GetFilesArchive.Handle).RequireRateLimiting(RateLimits.Export)
            .WithMetadata(new BytesMark());
        site.MapPost("/files/{id:long}/kind", PostFileKind.Handle);
        site.MapPost("/files/{id:long}/remove", PostFileRemove.Handle);
        site.MapPost("/files/{id:long}/restore", PostFileRestore.Handle);
        site.MapGet("/frame/file/{id:long}", GetFilePreview.Handle);

        site.MapPost("/threads/{entity}/{id:long}/{thread}", PostMessage.Handle).TakesUploads(UploadSource.Message);
        site.MapPost("/threads/{entity}/{id:long}/{thread}/read", PostThreadRead.Handle).KeepsNothing();
        site.MapGet("/threads/{entity}/{id:long}/{thread}/{said:long}/edit", GetMessageEdit.Handle);
        site.MapPost("/threads/{entity}/{id:long}/{thread}/{said:long}/edit", PostMessageEdit.Handle);
        site.MapGet("/threads/{entity}/{id:long}/{thread}/{said:long}/pass", GetMessagePass.Handle);
        site.MapPost("/threads/{entity}/{id:long}/{thread}/{said:long}/pass", PostMessagePass.Handle);
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        api.MapPost("/session", Api.PostSession.Handle).OpenToGuests().OpenWhilePasswordWaits().RequireRateLimiting(RateLimits.SignIn);
        api.MapDelete("/session", Api.DeleteSession.Handle).OpenWhilePasswordWaits();
        api.MapPost("/session/confirm", Api.PostSessionConfirm.Handle);
        api.MapGet("/me", Api.GetMe.Handle).OpenWhilePasswordWaits();
        api.MapPost("/me/password", Api.PostMyPassword.Handle).OpenWhilePasswordWaits();

        api.MapPost("/people", Api.PostPerson.Handle);
        var people = api.MapGroup("/people").For(Ability.Users);
        people.MapPost("/{user:long}/password", Api.PostPersonPassword.Handle);
        people.MapPut("/{user:long}/roles", Api.PutPersonRoles.Handle);

        api.MapGet("/records/{entity}.csv", Api.ListRecordsCsv.Handle)
            .OpenToGuests().RequireRateLimiting(RateLimits.Export).Takes(Api.ApiQuery.OfFile);
        var records = api.MapGroup("/records/{entity}").OpenToGuests();
        records.MapGet("", Api.ListRecords.Handle).Takes(Api.ApiQuery.OfList);
        records.MapPost("", Api.PostRecord.Handle).Takes("submit").RequireRateLimiting(RateLimits.GuestForm);
        records.MapGet("/{id:long}", Api.GetRecord.Handle).MayTake("fields");
        records.MapPatch("/{id:long}", Api.PatchRecord.Handle);
        records.MapDelete("/{id:long}", Api.DeleteRecord.Handle).Takes("_version");
        records.MapPost("/{id:long}/{transition}", Api.PostTransition.Handle).TakesUploads(UploadSource.Transition);
        records.MapGet("/{id:long}/journal", Api.GetJournal.Handle).Takes("before", "limit");
        records.MapGet("/{id:long}/threads", Api.ListThreads.Handle);
        records.MapGet("/{id:long}/threads/{thread}", Api.GetThread.Handle).Takes("before", "limit");
        records.MapPost("/{id:long}/threads/{thread}", Api.PostMessage.Handle).TakesUploads(UploadSource.Message);
        records.MapPost("/{id:long}/threads/{thread}/read", Api.PostThreadRead.Handle);
        records.MapPatch("/{id:long}/threads/{thread}/{said:long}", Api.PatchMessage.Handle);
        records.MapPost("/{id:long}/threads/{thread}/{said:long}/pass", Api.PostMessagePass.Handle);
        records.MapGet("/{id:long}/checklist", Api.GetChecklist.Handle);
        records.MapGet("/{id:long}/files.zip", Api.GetFilesArchive.Handle).RequireRateLimiting(RateLimits.Export)
            .WithMetadata(new BytesMark());
        records.MapGet("/{id:long}/files/{group}.zip", Api.GetFilesArchive.Handle).RequireRateLimiting(RateLimits.Export)
            .WithMetadata(new BytesMark());
        records.MapGet("/{id:long}/files/{group}", Api.ListFiles.Handle);
        records.MapPost("/{id:long}/files/{group}", Api.PostFile.Handle).TakesUploads();

        api.MapGet("/files/{id:long}", Api.GetFile.Handle).OpenToGuests().WithMetadata(new BytesMark());
        api.MapPatch("/files/{id:long}", Api.PatchFile.Handle).OpenToGuests();
        api.MapDelete("/files/{id:long}", Api.DeleteFile.Handle).OpenToGuests();
        api.MapGet("/files/{id:long}/thumbnail", Api.GetFileThumbnail.Handle).OpenToGuests().WithMetadata(new BytesMark());
        api.MapGet("/notices", Api.GetNotices.Handle).Takes("before", "limit");
        api.MapPost("/notices/read", Api.PostNoticesRead.Handle).Takes("id");
        var jobs = api.MapGroup("/jobs").For(Ability.Users);
        jobs.MapGet("", Api.ListJobs.Handle);
        jobs.MapPost("/{job}/run", Api.PostJobRun.Handle);
        api.MapGet("/live", GetLive.Handle).Takes("topics");
        api.MapGet("/openapi.json", Api.GetOpenApi.Handle);
        api.Map("/{**path}", Api.NoSuchAddress.Handle).OpenToGuests().OpenWhilePasswordWaits().WithMetadata(new FallbackMark());
    }

    /// <summary>Pages of the solution, whatever their paths.</summary>
    private static void MapPages(RouteGroupBuilder site)
    {
        site.MapGet("/health", GetHealth.Alive).SameForEverybody();
        site.MapGet("/health/ready", GetHealth.Ready).SameForEverybody();
        site.MapGet("/brand.css", GetBrand.Stylesheet).SameForEverybody();
        site.MapGet("/brand.svg", GetBrand.Icon).SameForEverybody();
        site.MapGet("/notices", GetNotices.Handle);
        site.MapGet("/notices/{id:long}", OpenNotice.Handle);
        site.MapPost("/notices/read", PostNoticesRead.Handle);
        site.MapPost("/preferences/list", PostListPreferences.Handle);
        site.MapPost("/preferences/views", PostSavedView.Save);
        site.MapPost("/preferences/views/remove", PostSavedView.Remove);
        site.MapGet("/export/{block}", GetExport.Handle).RequireRateLimiting(RateLimits.Export);
        site.MapGet("/frame/filter/{page}/{block}/{field}", GetFilterOptions.Handle);
        site.MapGet("/{**path}", GetPage.Handle).OpenToGuests().WithMetadata(new FallbackMark());
    }
}
