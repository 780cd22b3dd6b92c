using Kabinet.Web.CommandLine;

namespace Kabinet.Web.Tests.CommandLine;

public class MailOptionsTests
{
    private const string From = "Bureau <robot@example.org>";

    [Theory]
    [InlineData("smtp://mail.example.org", "mail.example.org", 587, false)]
    [InlineData("smtps://mail.example.org", "mail.example.org", 465, true)]
    [InlineData("smtp://mail.example.org:25/", "mail.example.org", 25, false)]
    [InlineData("smtps://robot:p%40ss%2Fword@mail.example.org:2465", "mail.example.org", 2465, true)]
    public void An_address_says_where_letters_leave(string said, string host, int port, bool encrypted)
    {
        var server = MailOptions.Of(said, null, From).ShouldNotBeNull();
        (server.Host, server.Port, server.IsEncrypted).ShouldBe((host, port, encrypted));
        if (said.Contains('@')) (server.User, server.Password).ShouldBe(("robot", "p@ss/word"));
        server.ToString().ShouldNotContain("p@ss");
    }

    [Theory]
    [InlineData("http://mail.example.org", From)]
    [InlineData("mail.example.org", From)]
    [InlineData("smtp://user@mail.example.org", From)]
    [InlineData("smtp://mail.example.org/box", From)]
    [InlineData("smtp://", From)]
    [InlineData("smtp://robot:topsecret@mail.example.org", null)]
    [InlineData("smtp://robot:topsecret@mail.example.org", "nobody")]
    [InlineData(null, From)]
    public void What_is_not_understood_is_told_without_a_password(string? said, string? from) =>
        Should.Throw<UsageException>(() => MailOptions.Of(said, null, from)).Message.ShouldNotContain("topsecret");

    [Fact]
    public void The_address_may_stand_in_a_file_and_not_in_both_places()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "smtps://robot:secret@mail.example.org\n");
        MailOptions.Of(null, file, From).ShouldNotBeNull().Password.ShouldBe("secret");
        Should.Throw<UsageException>(() => MailOptions.Of("smtp://a.example", file, From));
        File.Delete(file);
        Should.Throw<UsageException>(() => MailOptions.Of(null, file, From));
    }

    [Fact]
    public void Nothing_said_means_that_letters_are_kept() => MailOptions.Of(null, null, null).ShouldBeNull();
}
