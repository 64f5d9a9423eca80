# What a trial needs of a fresh Redmine: the REST service, a person with a key who may book, a project with three issues.
Setting.rest_api_enabled = "1"
admin = User.find_by_login("admin")
role = Role.givable.first
mira = User.new(login: "mira", firstname: "Mira", lastname: "Sand", mail: "mira@example.org")
mira.password = "mira at the sandbox"
mira.save!
project = Project.new(name: "Website", identifier: "website", is_public: false)
project.enabled_module_names = %w[issue_tracking time_tracking]
project.trackers = Tracker.all
project.save!
Member.create!(project: project, user: mira, roles: [role])
["Login flow", "Retry logic", "Überprüfung der Ränder"].each do |subject|
  Issue.create!(project: project, tracker: Tracker.first, subject: subject, author: admin,
                status: IssueStatus.first, priority: IssuePriority.first)
end
File.write(ENV.fetch("STINT_KEY_FILE"), mira.api_key)
